/** Runs the command line that was built, as a user would. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** What a failed command leaves behind; it has said itself what went wrong. */
export class CommandFailed extends Error {
  constructor(command, code) {
    super(`astro-archive ${command} ended with status ${code}`);
    this.code = code;
  }
}

/**
 * @param {string} root the project's folder
 * @param {readonly string[]} common options of every call, `['--repository', '/astro']`
 */
export function commandLine(root, common) {
  const start = (args, stdout) =>
    spawn(process.execPath, [join(root, 'dist', 'cli.js'), ...common, ...args], {
      stdio: ['inherit', stdout, 'inherit'],
    });
  const end = (child, args, accepted) =>
    new Promise((done, fail) => {
      child.once('error', fail);
      child.once('close', (code) =>
        accepted.includes(code) ? done(code) : fail(new CommandFailed(args[0], code ?? 1)),
      );
    });
  return {
    /** Shows a command and what it prints. Status 1, some files failed, is no reason to stop. */
    async show(...args) {
      console.log(`\n$ astro-archive ${args.map(quoted).join(' ')}`);
      return end(start(args, 'inherit'), args, [0, 1]);
    },
    /** What a command answers as JSON. */
    async ask(...args) {
      const child = start([...args, '--json'], 'pipe');
      const chunks = [];
      child.stdout.on('data', (chunk) => chunks.push(chunk));
      await end(child, args, [0]);
      return JSON.parse(Buffer.concat(chunks).toString());
    },
  };
}

/** As it would be typed: quoted where it has blanks. */
function quoted(argument) {
  return /^[\w./:=-]+$/.test(argument) ? argument : `"${argument}"`;
}
