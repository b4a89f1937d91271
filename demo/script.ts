export async function playScript(): Promise<number> {
  return Promise.resolve(0);
}
