//! What the shaper must know of a character: its script, and whether it draws anything at all.

/// The scripts that the bundled fonts tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Script {
    Latin,
    Greek,
    Cyrillic,
    Arabic,
    Hebrew,
    /// Any other script; shaped without rules of its own.
    Other,
}

impl Script {
    pub fn shaping(self) -> harfrust::Script {
        match self {
            Self::Latin => harfrust::script::LATIN,
            Self::Greek => harfrust::script::GREEK,
            Self::Cyrillic => harfrust::script::CYRILLIC,
            Self::Arabic => harfrust::script::ARABIC,
            Self::Hebrew => harfrust::script::HEBREW,
            Self::Other => harfrust::script::COMMON,
        }
    }
}

/// The script of a character; `None` for what all scripts share (spaces, European digits, punctuation, marks).
pub(super) fn script_of(c: char) -> Option<Script> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | 'ª' | 'º' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2B8}' => Script::Latin,
        '\u{1E00}'..='\u{1EFF}' | '\u{2C60}'..='\u{2C7F}' | '\u{A722}'..='\u{A787}' | '\u{FB00}'..='\u{FB06}' => Script::Latin,
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Script::Greek,
        '\u{400}'..='\u{52F}' | '\u{1C80}'..='\u{1C8F}' | '\u{2DE0}'..='\u{2DFF}' | '\u{A640}'..='\u{A69F}' => Script::Cyrillic,
        '\u{591}'..='\u{5F4}' | '\u{FB1D}'..='\u{FB4F}' => Script::Hebrew,
        '\u{61C}' => return None,
        '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{870}'..='\u{8FF}' => Script::Arabic,
        '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => Script::Arabic,
        '\u{0}'..='\u{2FF}' | '\u{300}'..='\u{36F}' | '\u{2000}'..='\u{2BFF}' | '\u{FE00}'..='\u{FE0F}' => return None,
        '\u{3000}'..='\u{3020}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{1F000}'..='\u{1FAFF}' => return None,
        _ => Script::Other,
    })
}

/// Characters that steer (direction, joining, breaking) or belong to no text, and draw nothing.
pub(super) fn is_invisible(c: char) -> bool {
    match c {
        '\t' => false,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' => true,
        '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => true,
        '\u{FE00}'..='\u{FE0F}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}' => true,
        c => c.is_control(),
    }
}

/// Spaces that hang past the end of a wrapped line.
pub(super) fn hangs(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200B}' | '\u{205F}' | '\u{3000}') || is_invisible(c)
}

/// The digits that tabular setting must give one width; European ones have it by design of the fonts.
pub(super) fn is_eastern_digit(c: char) -> bool {
    matches!(c, '٠'..='٩' | '۰'..='۹')
}

/// The closing partner of an opening bracket or quotation mark, so that both come from one font.
pub(super) fn closing_of(c: char) -> Option<char> {
    Some(match c {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '<' => '>',
        '«' => '»',
        '‹' => '›',
        '“' => '”',
        '‘' => '’',
        _ => return None,
    })
}
