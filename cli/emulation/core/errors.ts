/** An answer that AWS refuses with. */
export class CloudError extends Error {
  public override readonly name = "CloudError";

  /** @param code The error's code, as the AWS API names it. */
  public constructor(
    public readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

/** The error that the provider retries, as long as its settings let it. */
export class ThrottlingError extends CloudError {
  public constructor() {
    super("ThrottlingException", "Rate exceeded");
  }
}
