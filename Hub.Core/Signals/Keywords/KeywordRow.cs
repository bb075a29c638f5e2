using Hub.Core.Text;

namespace Hub.Core.Signals.Keywords;

/// <param name="Line">1 for the first line of the file.</param>
/// <param name="Language">As in the file, or null where it names none.</param>
public sealed record KeywordRow(int Line, string Term, string? Language, MatchMode Mode, AccentMode Accents);

/// <summary>What is wrong with one line, for the person who made the file. Never carries the term.</summary>
/// <param name="Line">0 for the file as a whole.</param>
public sealed record KeywordRowProblem(int Line, string Code, string English, string Vietnamese);

/// <summary>The sound rows and the problems of the others; one bad row spoils no other.</summary>
public sealed record KeywordListContent(IReadOnlyList<KeywordRow> Rows, IReadOnlyList<KeywordRowProblem> Problems);
