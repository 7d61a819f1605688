import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const KEY = "aws:kms/key:Key";
const symmetric = { customerMasterKeySpec: "SYMMETRIC_DEFAULT", keyUsage: "ENCRYPT_DECRYPT" };

export const cases: PolicyCases = {
  violating: [
    { title: "a key without the setting", type: KEY, message: /does not set enableKeyRotation/ },
    {
      title: "a symmetric key that sets false",
      type: KEY,
      inputs: { ...symmetric, enableKeyRotation: false },
      message: /does not set enableKeyRotation/,
    },
  ],
  compliant: [
    { type: KEY, inputs: { enableKeyRotation: true } },
    { type: KEY, inputs: { ...symmetric, enableKeyRotation: true } },
    { type: KEY, inputs: { customerMasterKeySpec: "RSA_4096", keyUsage: "SIGN_VERIFY" } },
    { type: KEY, inputs: { keyUsage: "GENERATE_VERIFY_MAC" } },
    { type: KEY, inputs: { customKeyStoreId: "cks-1" } },
    { type: KEY, inputs: { customerMasterKeySpec: UNKNOWN } },
  ],
  remedied: [
    { type: KEY, becomes: { enableKeyRotation: true } },
    { type: KEY, inputs: { enableKeyRotation: true }, becomes: {} },
    { type: KEY, inputs: { customerMasterKeySpec: "HMAC_256" }, becomes: {} },
  ],
};
