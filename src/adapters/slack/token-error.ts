/** No token of a workspace can be had just now. The message says why, in words for a log and a delivery, and no secret. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
}
