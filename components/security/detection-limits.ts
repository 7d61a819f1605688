/** Rules of a conformance pack. @see https://docs.aws.amazon.com/general/latest/gr/awsconfig.html */
export const RULES = 130;

/** Size of its template. @see https://docs.aws.amazon.com/config/latest/APIReference/API_PutOrganizationConformancePack.html */
export const TEMPLATE_BYTES = 51_200;

/** Accounts that a pack of the organization can leave out, on the same page. */
export const EXCLUDED_ACCOUNTS = 1000;
