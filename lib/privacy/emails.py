"""E-mail addresses, also those spelt out."""

from lib.privacy.context import compiled
from lib.privacy.recogniser import Kind, Recogniser

EMAILS = (
    Recogniser(
        Kind.EMAIL,
        compiled(
            r"(?:(?<![\w.%+-])[\w.%+-]+|(?<![가-힣])[가-힣]{2,10})"
            r"(?: ?(?:@|[(\[{<] ?(?:at|a|@|골뱅이|앳) ?[)\]}>]|골뱅이) ?| 앳 | at (?=[\w-]+ ?(?:\.| dot ) ?(?:com|net|org|kr|co)\b))"
            r"(?:(?:네이버|다음|한메일|지메일|구글|네이트|카카오|핫메일|야후|[a-z0-9][\w-]*|[가-힣]{1,20}(?=\.(?:한국|[a-z])))"
            r"(?: ?(?:\.|,(?=(?:com|net|org|kr|co)\b)|[(\[] ?(?:dot|닷|점) ?[)\]]|(?<=[가-힣\w]) ?(?:닷|쩜|점|dot(?= ))) ?"
            r"(?:[a-z][\w-]*|한국|컴|넷|씨오|케이알)){0,4})"
        ),
    ),
)
"""Addresses with @ or its spellings."""
