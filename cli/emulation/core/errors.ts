/** Error of the AWS API. */
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

/** Error that the provider retries, as often as its settings allow. */
export class ThrottlingError extends CloudError {
  public constructor() {
    super("ThrottlingException", "Rate exceeded");
  }
}
