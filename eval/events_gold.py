def gold_score(work):
    return {}
