"""The words that open a section, by kind, in nine languages, in lower case."""

HEADING_WORDS: dict[str, tuple[str, ...]] = {
    "findings": (
        "findings", "finding", "report", "observations", "description", "radiographic findings",
        "findings and impression", "findings/impression", "findings/impressions",
        "result", "results", "body of report",
        "hallazgos", "hallazgo", "resultado", "resultados",
        "descripción", "descripcion", "informe", "informe radiológico",
        "résultat", "résultats", "resultat", "resultats", "constatations",
        "description radiologique", "compte rendu",
        "befund", "befunde", "ergebnis", "röntgenbefund", "beschreibung",
        "beskrivelse", "fund", "røntgenfund", "røntgenbeskrivelse", "undersøgelsesfund",
        "beskrivning", "utlåtande", "fynd",
        "svar", "definitivt svar", "röntgenfynd",
        "bevindingen", "verslag", "beschrijving",
        "reperti", "referto", "reperto", "descrizione",
        "achados", "laudo", "relatório", "relatorio", "descrição",
    ),
    # Titles of the examination that head what was seen on it.
    "unheaded": (
        "chest", "chest radiograph", "chest x-ray", "rx de tórax", "rx tórax", "radiografía de tórax", "tórax",
        "radiographie thoracique", "radiographie du thorax", "röntgen thorax", "röntgen-thorax", "thorax",
        "røntgen af thorax", "lungröntgen",
    ),
    "impression": (
        "impression", "impressions", "conclusion", "conclusions", "summary", "opinion", "comment", "interpretation",
        "wet read", "assessment", "diagnosis", "final impression",
        "impression/plan", "conclusion/impression",
        "impresión", "impresion", "opinión", "imp", "impr", "comentario", "valoración", "impresión diagnóstica",
        "conclusión", "conclusiones", "juicio diagnóstico",
        "conclusion radiologique", "synthèse", "appréciation", "interprétation", "au total", "avis",
        "beurteilung", "zusammenfassung", "diagnose", "bewertung",
        "konklusion", "sammenfatning", "vurdering", "resumé", "bedömning", "sammanfattning", "slutsats",
        "conclusie", "samenvatting", "beoordeling",
        "conclusioni", "conclusione", "impressione", "giudizio diagnostico",
        "conclusão", "conclusao", "impressão", "impressão diagnóstica", "addendum",
    ),
    "indication": (
        "indication", "indications", "clinical indication", "clinical information", "clinical history", "history",
        "reason for exam", "reason for examination", "reason for study", "clinical details", "clinical data",
        "clinical question", "clinical notes", "clinical background", "clinical statement", "indication for exam",
        "indication for study", "reason for visit",
        "reason for request", "clinical concern", "presenting complaint", "symptoms", "hx", "request",
        "indicación", "indicacion", "motivo", "motivo de consulta", "datos clínicos", "información clínica",
        "antecedentes", "historia clínica", "justificación",
        "indication clinique", "renseignements cliniques", "motif", "demande", "indication de l'examen", "contexte",
        "contexte clinique", "antécédents",
        "indikation", "klinische angaben", "fragestellung", "anamnese", "klinik", "klinische fragestellung",
        "rechtfertigende indikation", "klinische angaben und fragestellung",
        "klinik og indikation", "kliniske oplysninger", "klinisk oplysning", "henvisning", "henvisningsdiagnose",
        "problemstilling", "indikation og klinik", "frågeställning", "anamnes", "klinisk information", "remiss",
        "indicatie", "klinische gegevens", "vraagstelling", "klinische vraagstelling", "anamnese en vraagstelling",
        "indicazione", "indicazioni", "quesito clinico", "quesito", "notizie cliniche", "anamnesi", "dati clinici",
        "indicação", "indicação clínica", "informação clínica", "dados clínicos", "história clínica",
        "motivo do exame",
    ),
    "technique": (
        "technique", "procedure", "views", "view", "protocol", "procedure comments",
        "técnica", "tecnica", "proyecciones", "técnica radiológica",
        "technique radiologique", "incidences",
        "technik", "aufnahmetechnik", "untersuchungstechnik",
        "teknik", "undersøgelsesteknik", "optagelse", "metode", "metod", "undersökningsteknik",
        "techniek", "onderzoekstechniek",
        "tecnica d'esame", "metodica",
        "técnica do exame",
    ),
    "comparison": (
        "comparison", "comparisons", "comparison study", "prior", "priors", "prior study", "previous",
        "comparación", "comparacion", "estudio previo", "estudios previos",
        "comparaison", "examen comparatif", "examens comparatifs",
        "vergleich", "voraufnahmen", "voruntersuchung", "vergleichsaufnahmen",
        "sammenligning", "tidligere undersøgelser", "sammenholdt med", "jämförelse", "tidigare undersökning",
        "vergelijking", "eerder onderzoek",
        "confronto", "precedenti", "esami precedenti",
        "comparação", "exame anterior", "exames anteriores",
    ),
    "examination": (
        "examination", "exam", "study", "procedure performed", "type of exam", "exam type", "final report",
        "study date", "date of exam", "exam date", "date",
        "exploración", "examen", "estudio", "tipo de estudio",
        "type d'examen", "examen réalisé",
        "untersuchung", "art der untersuchung", "undersøgelse", "undersökning", "onderzoek", "esame", "exame",
    ),
    "signature": (
        "electronically signed by", "signed by", "dictated by", "transcribed by", "attending", "radiologist",
        "reported by", "report author", "provider", "providers", "referring physician", "ordering provider",
        "firmado por", "médico responsable", "signé par", "médecin", "befunder", "arzt", "unterschrift",
        "underskrevet af", "læge", "signerat av", "läkare", "arts", "radioloog", "firmato da", "medico refertante",
        "assinado por",
        "notification", "recommendation communicated",
    ),
}

ORGAN_STEMS: tuple[str, ...] = (
    "lung", "pulm", "heart", "cardi", "pleur", "mediast", "hila", "costophren", "rib", "thora",
    "coraz", "hil", "poumon", "cœur", "herz", "zwerchfell", "hjert", "hjärt", "hart", "long", "polmon", "cuor", "coraç",
)
"""Beginnings of words that stand where something was looked at."""

QUESTION_WORDS: tuple[str, ...] = (
    "evaluate", "assess", "rule out", "r/o", "please", "exclude", "query", "concern", "suspected", "history of",
    "descartar", "valorar", "evaluar", "éliminer", "rechercher", "recherche", "bilan", "suspicion", "ausschluss",
    "verdacht", "frage", "udelukke", "mistanke", "utesluta", "misstanke", "uitsluiten", "verdenking", "escludere",
    "valutare", "sospett", "excluir", "avaliar", "suspeita", "sospecha",
)
"""Words of a request: a sentence with one of them asks, and reports nothing."""
