/**
 * How the bot signs in to Microsoft: always as an app of one tenant, or as a managed identity given to it. The SDK's own
 * default, an app of many tenants, cannot be created any more. `practice`: not at all, for a practice client alone; whatever
 * anybody sends is then believed.
 */
export type TeamsIdentity =
  | {
      readonly kind: 'secret';
      readonly appId: string;
      readonly tenantId: string;
      readonly password: string;
    }
  | {
      readonly kind: 'certificate';
      readonly appId: string;
      readonly tenantId: string;
      readonly thumbprint: string;
      readonly privateKey: string;
    }
  | { readonly kind: 'managed'; readonly appId: string; readonly tenantId: string }
  | { readonly kind: 'practice' };
