// Every suite that mocks HTTP installs its own msw server with onUnhandledRequest: 'error'; nothing global is needed yet.
export {}
