"""What may stand between two pieces: marks, an ellipsis, the model's own chatter.

A hit says where a seam is likely; whether something is said again there is read
off the text itself.
"""

import re
from dataclasses import dataclass
from enum import Enum

ELLIPSIS = re.compile(r"(?:\.{3,}|[…‥]+|・{3,}|[―—─]{2,}|[〜～]{2,})+")
"""What a piece that quotes the tail of the text so far begins with."""

_WORD = (
    r"(?:END(?:[ _-]?OF[ _-]?\w+)?|EOF|EOS|EOT|STOP|CUT|BREAK|SPLIT|SEP(?:ARATOR)?|NEXT|MORE|"
    r"TO BE CONTINUED|CONT(?:INUED?)?|CONTINUES|PART ?\d*|CHUNK ?\d*|PAGE ?BREAK|SECTION[ _-]END|"
    r"endoftext|im_end|"
    r"(?:次(?:の?(?:回|頁|ページ|部分))?[へにを]?)?(?:続く|続き(?:ます)?|つづく|つづき|続きあり|続行|継続)|"
    r"(?:以下|次回|後半|前半)?(?:へ|に)?(?:続く|つづく)|"
    r"(?:ここで|ここまで|一旦|いったん)?(?:区切り|中断|分割|切れ目)|ここまで|ここから|前半ここまで|"
    r"(?:前回|先ほど|上記)?(?:の|から(?:の)?)?続き(?:から)?|続きはこちら|次へ|終わり?|終了|以上|了|完)"
)
_OPEN = r"[\[\(（［【〔<＜〈《「『{|｜=＝\-‐–—―─~〜*＊#＃_・.…/\\>＞→▼■◆●※+]"
_CLOSE = r"[\]\)）］】〕>＞〉》」』}|｜=＝\-‐–—―─~〜*＊#＃_・.…/\\<＜→▼■◆●※+]"
_DECORATED = rf"{_OPEN}+\s*{_WORD}[。.]?\s*(?:\d+\s*)?{_CLOSE}+"
_BARE = r"(?:END|EOF|EOS|TO BE CONTINUED|CONTINUED?|\[?CONT\.?\]?|続く|つづく)"
_TAG = r"<[|｜/!]?[\w/ -]{1,24}[|｜]>|<!--\s*\S{1,24}\s*-->|\[\[?/?[A-Z_ -]{3,20}\]\]?"

LONE_MARK = re.compile(rf"\s*(?:{_DECORATED}|{_BARE}|{_TAG})\s*", re.IGNORECASE)
"""A whole line that marks the end of a piece."""

GLUED_MARK = re.compile(
    rf"(?:[-=*~_<\[(（【［〔]+\s*(?:{_WORD})\s*[-=*~_>\])）】］〕]+|<[|｜][\w/ -]{{1,24}}[|｜]>)",
    re.IGNORECASE,
)
"""A mark that may stick to text."""

_ACKNOWLEDGE = (
    r"(?:(?:はい|承知(?:いた)?しました|了解(?:いた|です|し)?(?:しました|ました)?|かしこまりました|わかりました|分かりました|"
    r"もちろんです|お待たせ(?:いた)?しました|失礼(?:いた)?しました|申し訳(?:あり|ござい)ません|"
    r"Sure|Certainly|Of course|Okay|OK)[、。,.!！]*\s*)"
)
_OBJECT = (
    r"(?:(?:それでは|では|以下(?:に|は|が|、)?|ここから(?:は)?|引き続き|前回|先ほど|さきほど|上記|途中|中断(?:した|していた)?|"
    r"文字数|出力|トークン|長さ|制限|都合|上限|の|に|は|を|が|で|へ|から|より|まで|と|、|,|\s|"
    r"続き|つづき|残り|後半|前半|次の?|部分|箇所|ところ|記事|本文|文章|原稿|セクション|回答|内容|ご?要望|通り|途切れ(?:た|て(?:いた)?)?|切れ(?:た|て(?:いた)?)|しまった|い?た)+)"
)
_ACT = (
    r"(?:書き(?:ます|続けます|進めます)|(?:続け|つづけ)(?:ます|させていただきます|ていきます)|"
    r"(?:出力|生成|再開|執筆|記述|作成|提示|記載|掲載|継続|分割|中断|区切り?)(?:し|いたし|を再開し|を続け|を継続し)?ます|"
    r"(?:出力|生成|再開|執筆|記述|作成|提示|記載|継続)(?:させて|して)(?:いただきます|いきます)|"
    r"お(?:送り|届け|示し)し?ます|いきます|参ります|区切ります|です|なります|示します|どうぞ|となります)"
)
_ENGLISH = (
    r"(?:(?:Sure|Certainly|Of course|Okay)[,.!]?\s*)?"
    r"(?:Here(?:'s| is)|Continuing|Let me continue|I(?:'ll| will) continue|Continued)"
    r"[^。\n]{0,60}[.:!…]*"
)
CHATTER = re.compile(
    rf"\s*[（(【\[*]*(?:{_ACKNOWLEDGE}?{_OBJECT}{_ACT}[。.:：!！]*|{_ENGLISH})[）)】\]*]*\s*",
    re.IGNORECASE,
)
"""A sentence in which the model speaks about its own writing."""

_WRITING = re.compile(
    r"続き|つづき|続け|残り|出力|生成|文字数|後半|再開|執筆|途中|here|continu", re.IGNORECASE
)
_ACKNOWLEDGEMENT = re.compile(rf"\s*{_ACKNOWLEDGE}\s*", re.IGNORECASE)


class MarkKind(Enum):
    """How a mark was recognised."""

    LONE = "lone"
    """it fills a line"""
    GLUED = "glued"
    """it sticks to text"""
    CHATTER = "chatter"
    """the model speaks about its own writing"""
    RULE = "rule"
    """a thematic break, which may be the author's"""


@dataclass(frozen=True)
class Mark:
    """Something that is not text and may stand between two pieces."""

    kind: MarkKind
    start: int
    """Offset into the text."""
    end: int


def is_chatter(line: str) -> bool:
    """Say whether a line is nothing but talk about the writing itself.

    >>> is_chatter("続きを書きます。"), is_chatter("明日、続きを書きます。")
    (True, False)
    """
    return bool(CHATTER.fullmatch(line) and _WRITING.search(line))


def leading_chatter(line: str) -> int:
    """Count the characters of talk about the writing with which a line begins.

    >>> leading_chatter("承知しました。続きを書きます。私たちは")
    15
    """
    end = 0
    acknowledged = _ACKNOWLEDGEMENT.match(line)
    if acknowledged:
        end = acknowledged.end()
    sentence = re.compile(r"[^。.:：!！\n]{2,60}[。:：!！.]+\s*").match(line, end)
    if sentence and is_chatter(sentence.group()):
        return sentence.end()
    return 0
