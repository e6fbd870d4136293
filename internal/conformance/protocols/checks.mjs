// Counts what was checked, prints what failed, and ends the program accordingly.
import assert from 'node:assert/strict';

export function checks(title) {
  let passed = 0;
  const failed = [];
  return {
    // check runs one check, which fails if it throws, or takes longer than ten seconds.
    async check(name, run) {
      let timer;
      const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error('nothing happened for ten seconds')), 10_000);
      });
      try {
        await Promise.race([run(), late]);
        passed += 1;
      } catch (err) {
        failed.push(`${name}: ${err.message}`);
      } finally {
        clearTimeout(timer);
      }
    },
    end() {
      for (const line of failed) console.error(`${title}: ${line}`);
      console.log(`${title}: ${passed} of ${passed + failed.length} passed`);
      process.exit(failed.length === 0 ? 0 : 1);
    },
  };
}

export { assert };
