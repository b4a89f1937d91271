import type { Agency, Away, RoleId } from './directory.ts';

/*
 * A directory file that has been read and found right, before it meets the directory in use. People are named by
 * e-mail address here, because the office that writes the file knows no ids.
 */

/** Where something stands in the file, counted from 1. In a CSV file the column is the column of the spreadsheet. */
export type Place = { readonly line: number; readonly column: number };

/** What is wrong, or worth knowing, in words for the office that wrote the file, with the remedy. */
export type Remark = Place & { readonly says: string };

export type ListedAgency = Place & { readonly agency: Agency };

/** A person as the office writes them: e-mail addresses in small letters stand for people. */
export type FilePerson = {
  readonly name: string;
  readonly email: string;
  readonly telephone?: string;
  readonly jobTitle?: string;
  readonly agency: string;
  readonly roles: readonly RoleId[];
  readonly lineManager?: string;
  readonly seniorManager?: string;
  readonly deputy?: string;
  readonly away: readonly Away[];
};
export type ListedPerson = Place & { readonly person: FilePerson };

/** Somebody who goes, and who takes over what they have open. Both are e-mail addresses in small letters. */
export type Leaver = Place & { readonly email: string; readonly successor: string };

export type DirectoryFile = {
  readonly agencies: readonly ListedAgency[];
  readonly people: readonly ListedPerson[];
  readonly leavers: readonly Leaver[];
};
