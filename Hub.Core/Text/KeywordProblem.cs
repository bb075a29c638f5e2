namespace Hub.Core.Text;

public enum KeywordProblemKind
{
    Empty,
    TooLong,
    Unreadable,
    Duplicate,
}

/// <summary>Why one keyword of a list is left out. Never carries the term.</summary>
/// <param name="Row">1 for the first keyword given.</param>
public sealed record KeywordProblem(int Row, KeywordProblemKind Kind, string English, string Vietnamese)
{
    public static KeywordProblem Empty(int row) =>
        new(row, KeywordProblemKind.Empty, "The keyword is empty.", "Từ khóa để trống.");

    public static KeywordProblem TooLong(int row) => new(
        row, KeywordProblemKind.TooLong,
        $"The keyword is longer than {KeywordMatcher.LongestTerm} characters.",
        $"Từ khóa dài quá {KeywordMatcher.LongestTerm} ký tự.");

    public static KeywordProblem Unreadable(int row) => new(
        row, KeywordProblemKind.Unreadable,
        "The keyword holds characters that cannot be read.", "Từ khóa chứa ký tự không đọc được.");

    public static KeywordProblem Duplicate(int row, int firstRow) => new(
        row, KeywordProblemKind.Duplicate,
        $"The same keyword stands in row {firstRow} already.", $"Từ khóa này đã có ở dòng {firstRow}.");
}
