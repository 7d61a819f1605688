"use strict";

// Moves the clock of a process to a day: node --require ./scripts/at-day.cjs ..., with PLATFORM_TRANSCRIPT_DAY=2026-11-29.
//
// Outputs that pages show contain what is old or ends soon, which depends on the day. Only scripts/transcripts.ts uses this.

const offset = Date.parse(process.env.PLATFORM_TRANSCRIPT_DAY) - Date.now();
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...words) {
    super(...(words.length === 0 ? [RealDate.now() + offset] : words));
  }

  static now() {
    return RealDate.now() + offset;
  }
};
