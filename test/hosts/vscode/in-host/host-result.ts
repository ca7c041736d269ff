/** How one test in the extension host ended. */
export interface HostResult {
  readonly title: string;
  readonly error?: string;
}
