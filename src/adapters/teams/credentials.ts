import { ServiceClientCredentialsFactory } from 'botframework-connector';

type Credentials = Awaited<ReturnType<ServiceClientCredentialsFactory['createCredentials']>>;

/** Whose the bot is, and how its requests are signed. The SDK takes nothing for this but an object of its own class. */
export class BotCredentials extends ServiceClientCredentialsFactory {
  readonly #appId: string | undefined;
  readonly #token: () => Promise<string | undefined>;

  /** @param appId absent in practice, where nothing is verified */
  constructor(appId: string | undefined, token: () => Promise<string | undefined>) {
    super();
    this.#appId = appId;
    this.#token = token;
  }

  override isValidAppId(appId: string): Promise<boolean> {
    return Promise.resolve(appId === this.#appId);
  }

  override isAuthenticationDisabled(): Promise<boolean> {
    return Promise.resolve(this.#appId === undefined);
  }

  override createCredentials(): Promise<Credentials> {
    const signRequest: Credentials['signRequest'] = async (request) => {
      const token = await this.#token();
      if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
      return request;
    };
    return Promise.resolve({ signRequest });
  }
}
