-- Of the table `way`, whom the reports in `seed` may mention too: by an id, by the whole name, or, of
-- persons, by the last word, since the name may be spelt in another way.
WITH our AS MATERIALIZED (
    SELECT id, report, entity, kind, lower(name) AS called, split_part(called, ' ', -1) AS last_word
    FROM mention
    WHERE rowid IN (SELECT rowid FROM mention SEMI JOIN seed USING (report))
        AND kind <> 'time' AND (kind <> 'person' OR contains(entity, ':') OR contains(name, ' '))
), ours AS MATERIALIZED (
    SELECT entity AS id FROM our
    -- of those that were linked before, and are linked anew
    UNION SELECT right_id FROM link
    WHERE kind = 'entity' AND judgement = 'same'
        AND left_id IN (SELECT id FROM our WHERE report IN (SELECT report FROM made WHERE stage = 'link'))
    UNION SELECT unnest($named::VARCHAR[])
), chosen AS (
    SELECT *, called IN (SELECT called FROM our) AS ours
    FROM way
    WHERE entity IN (FROM ours) OR resolved IN (FROM ours) OR called IN (SELECT called FROM our)
        OR kind = 'person' AND last_word IN (SELECT last_word FROM our WHERE kind = 'person')
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
