-- Of the table `way`, whom the mentions at the rows in `mention_now` may mean too: by an id, by the
-- whole name, or, of persons, by the last word, since the name may be spelt in another way.
WITH our AS MATERIALIZED (
    SELECT id, report, entity, kind, lower(name) AS called, split_part(called, ' ', -1) AS last_word
    FROM mention
    WHERE rowid IN (FROM mention_now)
        AND kind <> 'time' AND (kind <> 'person' OR contains(entity, ':') OR contains(name, ' '))
), ours AS MATERIALIZED (
    SELECT entity AS id FROM our
    -- of those that were linked before, and are linked anew
    UNION SELECT right_id FROM link
    WHERE kind = 'entity' AND judgement = 'same'
        AND left_id IN (SELECT id FROM our WHERE report IN (SELECT report FROM made WHERE stage = 'link'))
    UNION SELECT unnest($named::VARCHAR[])
), hit AS (
    SELECT rowid FROM way SEMI JOIN ours ON entity = ours.id
    UNION SELECT rowid FROM way SEMI JOIN ours ON resolved = ours.id
    UNION SELECT rowid FROM way SEMI JOIN our USING (called)
    UNION SELECT rowid FROM way SEMI JOIN (FROM our WHERE kind = 'person') AS person USING (kind, last_word)
), chosen AS (
    SELECT *, called IN (SELECT called FROM our) AS ours FROM way WHERE rowid IN (FROM hit)
)
SELECT
    entity, kind, name, form, country, lat, lon, exact, resolved,
    sum(mentions)::BIGINT AS mentions, min(id) AS id
FROM chosen
GROUP BY entity, kind, name, form, country, lat, lon, exact, resolved, last_word, ours
-- of a last word that very many go by, those of our names before others, then the commonest
QUALIFY row_number() OVER (
    PARTITION BY kind, last_word ORDER BY ours DESC, sum(mentions) DESC, min(id)
) <= $most
ORDER BY min(id)
