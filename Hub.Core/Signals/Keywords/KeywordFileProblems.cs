using Hub.Core.Text;

namespace Hub.Core.Signals.Keywords;

/// <summary>Every way in which a keyword file can be wrong, in both languages.</summary>
static class KeywordFileProblems
{
    public static KeywordRowProblem TooLarge { get; } = new(
        0, "file_too_large", "The file is larger than 1 MiB.", "Tệp lớn hơn 1 MiB.");

    public static KeywordRowProblem NotUtf8 { get; } = new(
        0, "not_utf8", "The file is not UTF-8. Save it as UTF-8 and try again.", "Tệp không phải UTF-8. Hãy lưu lại dạng UTF-8 rồi thử lại.");

    public static KeywordRowProblem TooManyRows(int line) => new(
        line, "too_many_rows", "The file has more than 50,000 keywords; the rest is left out.",
        "Tệp có hơn 50.000 từ khóa; phần còn lại bị bỏ qua.");

    public static KeywordRowProblem Unreadable(int line) => new(
        line, "unreadable", "The keyword holds characters that cannot be read.", "Từ khóa chứa ký tự không đọc được.");

    public static KeywordRowProblem NoTerm(int line) => new(line, "empty", "The keyword is empty.", "Từ khóa để trống.");

    public static KeywordRowProblem TooLong(int line) => new(
        line, "too_long", $"The keyword is longer than {KeywordMatcher.LongestTerm} characters.",
        $"Từ khóa dài quá {KeywordMatcher.LongestTerm} ký tự.");

    public static KeywordRowProblem Duplicate(int line, int first) => new(
        line, "duplicate", $"The same keyword stands in line {first} already.", $"Từ khóa này đã có ở dòng {first}.");

    public static KeywordRowProblem UnknownMode(int line) => new(
        line, "unknown_mode", "The mode is none of: word, contains, exact.", "Kiểu khớp không thuộc: word, contains, exact.");

    public static KeywordRowProblem UnknownAccents(int line) => new(
        line, "unknown_accents", "The accents column is none of: folded, exact.", "Cột dấu (accents) không thuộc: folded, exact.");

    public static KeywordRowProblem OpenQuote(int line) => new(
        line, "open_quote", "A quotation mark is opened and never closed.", "Có dấu ngoặc kép mở mà không đóng.");

    public static KeywordRowProblem NoTermColumn(int line) => new(
        line, "no_term_column", "The header has no \"term\" column.", "Dòng tiêu đề không có cột \"term\".");

    public static KeywordRowProblem BadJson(int line) => new(
        line, "bad_json", "The JSON cannot be read from this line on.", "Không đọc được JSON từ dòng này.");

    public static KeywordRowProblem NotAKeyword(int line) => new(
        line, "not_a_keyword", "Neither a text nor an object with a \"term\".", "Không phải chuỗi, cũng không phải đối tượng có \"term\".");
}
