/**
 * Writes one change of a case: everything or nothing, in one call. The caller holds the case's lock; the version is
 * checked all the same. Answers what was not written: a command id that was there before writes nothing at all.
 */
export const append = `
create function append(doc jsonb) returns jsonb language plpgsql set search_path = concordat, pg_temp as $$
declare
  the_case constant uuid := (doc->>'caseId')::uuid;
  the_moment constant timestamptz := (doc->>'at')::timestamptz;
  found_version integer;
  found_hash text;
  refreshed boolean := false;
begin
  insert into command_ids (id, case_id, at) values (doc->>'commandId', the_case, the_moment) on conflict do nothing;
  if not found then
    return jsonb_build_object('kind', 'repeated');
  end if;

  select version, head_hash into found_version, found_hash from cases where id = the_case;
  if coalesce(found_version, 0) <> (doc->>'expectedVersion')::integer
    or coalesce(found_hash, doc->>'expectedHash') <> doc->>'expectedHash' then
    raise exception 'The case was changed meanwhile: expected entry %, found %', doc->>'expectedVersion', found_version
      using errcode = 'serialization_failure';
  end if;

  perform write_key(the_case, doc->'key');
  perform write_texts(doc->'texts');

  insert into cases (id, reference, board, policy_version, status, stage, office_sees, opened_at, closed_at,
      version, head_hash, changed_at)
    select the_case, c.reference, c.board, c."policyVersion", c.status, c.stage, c."officeSees", c."openedAt",
      c."closedAt", (doc->>'version')::integer, doc->>'hash', the_moment
    from jsonb_to_record(doc->'case') as c (reference text, board text, "policyVersion" text, status text,
      stage text, "officeSees" text, "openedAt" timestamptz, "closedAt" timestamptz)
    on conflict (id) do update set
      reference = excluded.reference, board = excluded.board, policy_version = excluded.policy_version,
      status = excluded.status, stage = excluded.stage, office_sees = excluded.office_sees,
      opened_at = excluded.opened_at, closed_at = excluded.closed_at, version = excluded.version,
      head_hash = excluded.head_hash, changed_at = excluded.changed_at;

  insert into events (case_id, entry, type, at, body, prev_hash, hash)
    select the_case, e.entry, e.type, e.at, e.body, e.previous, e.hash
    from jsonb_to_recordset(doc->'events')
      as e (entry integer, type text, at timestamptz, body text, previous text, hash text);

  -- Messages that still carry buttons, and those on their way, must come to say how the case now stands.
  if jsonb_array_length(doc->'events') > 0 and exists (
    select from effects where case_id = the_case
      and (live or (kind = 'notice' and state = 'waiting' and handed_until is not null))
  ) then
    refreshed := true;
    insert into effects (id, case_id, kind, body, due_at, next_at)
      values ((doc->>'refreshId')::uuid, the_case, 'refresh', '{}', the_moment, the_moment);
  end if;

  insert into effects (id, case_id, kind, to_person, body, due_at, next_at)
    select f.id, the_case, f.kind, f."to", f.body, f.at, f.at
    from jsonb_to_recordset(doc->'effects') as f (id uuid, kind text, "to" text, body text, at timestamptz);

  perform write_views(the_case, doc);
  return jsonb_build_object('kind', 'written', 'refreshed', refreshed);
end $$;

-- A case has one key for ever: a second one, made at the same moment elsewhere, would make its texts unreadable.
create function write_key(the_case uuid, key jsonb) returns void language plpgsql set search_path = concordat, pg_temp as $$
begin
  if key is null or key = 'null'::jsonb then return; end if;
  insert into case_keys (case_id, key_id, wrapped)
    values (the_case, key->>'keyId', decode(key->>'wrapped', 'base64')) on conflict do nothing;
  if not found and not exists (
    select from case_keys where case_id = the_case and wrapped = decode(key->>'wrapped', 'base64')
  ) then
    raise exception 'The case got another key meanwhile' using errcode = 'serialization_failure';
  end if;
end $$;

create function write_texts(texts jsonb) returns void language sql set search_path = concordat, pg_temp as $$
  insert into sealed_texts (id, case_id, nonce, sealed)
    select t.id, t."caseId", decode(t.nonce, 'base64'), decode(t.sealed, 'base64')
    from jsonb_to_recordset(texts) as t (id text, "caseId" uuid, nonce text, sealed text)
    on conflict (id) do nothing;
$$;
`;
