-- How reports that are not in `seed` mention those whom the reports in `seed` mention. Persons of one
-- word whom nobody knows are left out, since they are others in each report. `resolved` is NULL for
-- what stands in reports that are not linked yet. Rows are chosen by few columns first, and only
-- those chosen are read whole and looked up among the links, of which there are as many.
WITH our AS MATERIALIZED (
    SELECT id, entity, kind, lower(name) AS called, split_part(called, ' ', -1) AS last_word
    FROM mention
    WHERE rowid IN (SELECT rowid FROM mention SEMI JOIN seed USING (report))
        AND kind <> 'time' AND (kind <> 'person' OR contains(entity, ':') OR contains(name, ' '))
), ours AS MATERIALIZED (
    SELECT entity AS id FROM our
    -- who has another id across reports, if these are linked already
    UNION SELECT right_id FROM link
    WHERE kind = 'entity' AND judgement = 'same' AND left_id IN (
        SELECT mention.id FROM mention SEMI JOIN seed USING (report)
        SEMI JOIN (FROM made WHERE stage = 'link') AS linked USING (report)
    ) AND left_id IN (SELECT id FROM our)
    UNION SELECT unnest($named::VARCHAR[])
), moved AS MATERIALIZED (
    SELECT left_id FROM link
    WHERE kind = 'entity' AND judgement = 'same' AND right_id IN (FROM ours)
), chosen AS MATERIALIZED (
    SELECT rowid AS place FROM mention
    WHERE entity IN (FROM ours) OR lower(name) IN (SELECT called FROM our)
        OR kind = 'person' AND split_part(lower(name), ' ', -1) IN (
            SELECT last_word FROM our WHERE kind = 'person'
        )
    UNION SELECT mention.rowid FROM mention SEMI JOIN moved ON left_id = id
), known AS MATERIALIZED (
    SELECT mention.* FROM mention
    WHERE rowid IN (FROM chosen)
        AND kind <> 'time' AND (kind <> 'person' OR contains(entity, ':') OR contains(name, ' '))
), mentioned AS (
    SELECT known.*, split_part(lower(name), ' ', -1) AS last_word, made.report IS NOT NULL AS done,
        CASE WHEN done THEN coalesce(right_id, entity) END AS resolved
    FROM known
    ANTI JOIN seed USING (report)
    LEFT JOIN link ON link.kind = 'entity' AND judgement = 'same' AND left_id = known.id
    LEFT JOIN made ON stage = 'link' AND made.report = known.report
), way AS (
    SELECT
        entity, kind, name, form, country, lat, lon, exact, resolved,
        count(*) AS mentions, min(id) AS id, any_value(last_word) AS last_word,
        lower(name) IN (SELECT called FROM our) AS ours
    FROM mentioned
    WHERE entity IN (FROM ours) OR resolved IN (FROM ours) OR lower(name) IN (SELECT called FROM our)
        OR kind = 'person' AND last_word IN (SELECT last_word FROM our WHERE kind = 'person')
    GROUP BY entity, kind, name, form, country, lat, lon, exact, resolved
)
SELECT * EXCLUDE (last_word, ours)
FROM way
-- of a last word that very many go by, those of our names before others, then the commonest
QUALIFY row_number() OVER (
    PARTITION BY kind, last_word ORDER BY ours DESC, mentions DESC, id
) <= $most
ORDER BY id
