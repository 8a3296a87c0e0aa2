"""What a dossier looks like to eyes: tables in a terminal, a brief in Markdown. Only rendering."""
