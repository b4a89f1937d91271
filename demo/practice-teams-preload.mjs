/*
 * Loaded into the practice Teams's own process (Node.js) before its program starts. That program listens on every
 * network interface and has no option against it, asks the network where it runs and sends its maker errors although it
 * was told not to, and outlives whoever started it. Practice people are invented, but a port that strangers on the same
 * network can type into is not ours to open, and a demo has nothing to tell anybody.
 */
import { Server, Socket } from 'node:net';
import process from 'node:process';

const { listen } = Server.prototype;
Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, port, '127.0.0.1', ...rest);
};

const { connect } = Socket.prototype;
Socket.prototype.connect = function (...args) {
  const [to, second] = Array.isArray(args[0]) ? args[0] : args;
  const host = typeof to === 'object' ? to.host : second;
  if ([undefined, 'localhost', '127.0.0.1'].includes(host)) return connect.apply(this, args);
  process.nextTick(() => this.destroy(new Error(`The practice Teams does not call ${host}.`)));
  return this;
};

// Our end of this pipe closes when we end, however we end.
process.stdin.on('close', () => process.exit(0));
process.stdin.resume();
