/*
 * Loaded into the practice Slack's own process (Bun) before its program starts. That program listens on every
 * network interface and has no option against it, and it outlives whoever started it. Practice people are invented, but a
 * port that strangers on the same network can type into is not ours to open.
 */

declare const Bun: { serve: (options: object) => unknown };

const serve = Bun.serve;
Bun.serve = (options) => serve({ ...options, hostname: '127.0.0.1' });

// Our end of this pipe closes when we end, however we end.
process.stdin.on('close', () => process.exit(0));
process.stdin.resume();
