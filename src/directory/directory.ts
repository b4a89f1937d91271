/*
 * Who is who: agencies, their workspaces and tenants, their people, and who stands above and in for whom.
 * A plain value that the pure rooms read. It is loaded from the directory file of the board's office.
 */

/** Opaque and made at import, so that what is kept for ever about a case holds no address and no name. */
export type PersonId = string;
/** The agency's own short id in the directory file, such as `northbrook-council`. */
export type AgencyId = string;
export type RoleId = string;

export type Platform = 'slack' | 'teams' | 'email';

/**
 * A Slack workspace (`T…`), Microsoft 365 tenant or domain of e-mail addresses in which an agency's people are recognised.
 */
export type Space = { readonly platform: Platform; readonly id: string };

export type Agency = {
  readonly id: AgencyId;
  readonly name: string;
  readonly sector: string;
  readonly boards: readonly string[];
  /** The board whose own office this is: its business manager and chair stand here. */
  readonly officeOf?: string;
  readonly spaces: readonly Space[];
  readonly outOfHours?: string;
};

export type Away = { readonly from: string; readonly to: string };

export type Person = {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly telephone?: string;
  readonly jobTitle?: string;
  readonly agency: AgencyId;
  readonly roles: readonly RoleId[];
  readonly lineManager?: PersonId;
  readonly seniorManager?: PersonId;
  readonly deputy?: PersonId;
  /** Civil dates, both inclusive. */
  readonly away: readonly Away[];
};

export type Directory = {
  readonly agencies: ReadonlyMap<AgencyId, Agency>;
  readonly people: ReadonlyMap<PersonId, Person>;
};
