/**
 * Stands in for VS Code's native logger, which npm would have to compile. It writes the same log files in plain
 * JavaScript; without it the server fills its output with complaints about a missing binding.
 */
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
const INFO = LEVELS.indexOf('info');

class Logger {
  constructor(kind, name, file) {
    this.file = file;
    this.level = INFO;
    this.bare = false;
    mkdirSync(dirname(file), { recursive: true });
  }

  append(level, message) {
    if (level < this.level) return;
    const line = this.bare ? message : `${new Date().toISOString()} [${LEVELS[level]}] ${message}\n`;
    try {
      appendFileSync(this.file, line);
    } catch {
      // The profile folder is removed while the last processes still log; those lines interest nobody.
    }
  }

  getLevel() {
    return this.level;
  }

  setLevel(level) {
    this.level = level;
  }

  clearFormatters() {
    this.bare = true;
  }

  setPattern() {}
  flush() {}
  drop() {}
}

LEVELS.forEach((name, level) => {
  Logger.prototype[name] = function (message) {
    this.append(level, message);
  };
});

// One plain assignment for each name: VS Code imports this from an ES module, which reads the names from the text.
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = async (name, file) => new Logger('rotating', name, file);
exports.createAsyncRotatingLogger = async (name, file) => new Logger('rotating_async', name, file);
