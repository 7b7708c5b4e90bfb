export default function setup(): void {
  // Placeholder until the browser suite needs a build.
}
