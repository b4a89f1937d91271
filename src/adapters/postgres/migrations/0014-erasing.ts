/**
 * What was written in a case is erased with the entry that says so, in one transaction. The key's row stays without its key,
 * so that the case never gets another; with the sealed texts go the drafts.
 */
export const erasing = `
create function erase_words(the_case uuid, the_moment timestamptz) returns void language sql set search_path = concordat, pg_temp as $$
  insert into case_keys (case_id, key_id, wrapped, destroyed_at) values (the_case, '', null, the_moment)
    on conflict (case_id) do update set wrapped = null, destroyed_at = excluded.destroyed_at
    where case_keys.wrapped is not null;
  delete from sealed_texts where case_id = the_case;
  delete from drafts where case_id = the_case;
$$;

alter function append(jsonb) rename to append_change;

create function append(doc jsonb) returns jsonb language plpgsql set search_path = concordat, pg_temp as $$
declare
  written constant jsonb := append_change(doc);
begin
  if written->>'kind' = 'written' and (doc->>'erases')::boolean then
    perform erase_words((doc->>'caseId')::uuid, (doc->>'at')::timestamptz);
  end if;
  return written;
end $$;
`;
