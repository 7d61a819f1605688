import assert from "node:assert/strict";
import { START_WINDOW, weekdays, windowsAround } from "../../../components/backup/nightly-windows";
import { conflicts } from "../../support/cases/schedules";

const quarters = Array.from({ length: 96 }, (_, quarter) => quarter * 15);

function cronAt(minute: number): string {
  return `cron(${minute % 60} ${Math.floor(minute / 60)} * * ? *)`;
}

// workload-backup F8
describe("Windows around the backups of a night", () => {
  it("are an hour from each other at the default time", () => {
    assert.deepEqual(windowsAround("cron(0 2 * * ? *)"), {
      backup: "00:00-01:00",
      maintenance: "sun:05:00-sun:06:00",
    });
  });

  for (const day of weekdays) {
    it(`meet no job at any quarter of an hour, with maintenance on ${day}`, () => {
      for (const minute of [...quarters, 1, 59, 1439]) {
        const windows = windowsAround(cronAt(minute), day);
        assert.ok(windows, cronAt(minute));
        assert.match(windows.backup, /^\d\d:\d\d-\d\d:\d\d$/);
        assert.ok(windows.maintenance.startsWith(`${day.slice(0, 3)}:`), windows.maintenance);
        assert.deepEqual(conflicts(cronAt(minute), START_WINDOW, windows), [], cronAt(minute));
      }
    });
  }

  it("go over midnight, and over the end of the week", () => {
    assert.deepEqual(windowsAround("cron(30 1 * * ? *)"), {
      backup: "23:30-00:30",
      maintenance: "sun:04:30-sun:05:30",
    });
    assert.deepEqual(windowsAround("cron(30 20 * * ? *)", "saturday"), {
      backup: "18:30-19:30",
      maintenance: "sat:23:30-sun:00:30",
    });
  });

  it("fit between several jobs of a day", () => {
    for (const schedule of [
      "cron(0 2,14 * * ? *)",
      "cron(0 0/6 ? * MON-FRI *)",
      "cron(15,45 1-3 * * ? *)",
      "cron(0 */4 * * ? *)",
    ]) {
      const windows = windowsAround(schedule);
      assert.ok(windows, schedule);
      assert.deepEqual(conflicts(schedule, START_WINDOW, windows), [], schedule);
    }
  });

  it("are found to meet a job by the test's own comparison", () => {
    const free = { backup: "00:00-01:00", maintenance: "sun:05:00-sun:06:00" };
    const found = (windows: object): string[] =>
      conflicts("cron(0 2 * * ? *)", START_WINDOW, { ...free, ...windows });
    assert.deepEqual(found({}), []);
    assert.deepEqual(found({ backup: undefined }), ["a job meets backup of AWS's choice"]);
    for (const backup of ["01:31-02:01", "02:00-03:00", "03:59-04:30", "23:30-02:01"]) {
      assert.deepEqual(found({ backup }), [`a job meets backup ${backup}`]);
    }
    for (const maintenance of ["tue:03:30-tue:04:30", "sat:23:30-sun:02:30"]) {
      assert.ok(found({ maintenance }).includes(`a job meets maintenance ${maintenance}`));
    }
    assert.deepEqual(found({ maintenance: "sat:23:30-sun:00:30" }), [
      "backup 00:00-01:00 meets maintenance sat:23:30-sun:00:30",
    ]);
  });

  it("do not exist between jobs that are too close", () => {
    for (const schedule of [
      "cron(0 * * * ? *)",
      "cron(0/15 * * * ? *)",
      "cron(0 0/3 * * ? *)",
      // Room for one window, and not for two.
      "cron(0 0-20 * * ? *)",
    ]) {
      assert.equal(windowsAround(schedule), undefined, schedule);
    }
  });
});
