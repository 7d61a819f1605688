import { PLATFORM_TAG } from "../types/platform-names";

/** Condition of a statement about resources of the platform that AWS names by an id, or that have names of any kind. */
export const ofThePlatform = {
  [`aws:ResourceTag/${PLATFORM_TAG.key}`]: [PLATFORM_TAG.value],
};
