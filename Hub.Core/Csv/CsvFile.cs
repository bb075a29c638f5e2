using System.Text;
using Hub.Connectors.Abstractions;

namespace Hub.Core.Csv;

/// <summary>What holds for every file that is imported.</summary>
internal static class CsvFile
{
    public const int Largest = 16 << 20;
    public const int MostRows = 20_000;

    // The reader's own detection of marks would replace the strict decoder by a lenient one.
    public static StreamReader Open(Stream file) => new(
        file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false,
        leaveOpen: true);
}

/// <param name="Field">The column as the file calls it, or the field.</param>
public sealed record RowProblem(int Line, string Field, LocalizedText Message);

/// <param name="Rows">Without heading and empty lines.</param>
/// <param name="Failed">Rows that were left out.</param>
/// <param name="IsBroken">The file as a whole could not be taken; nothing was changed.</param>
public sealed record ImportAnswer(
    int Rows, int Created, int Updated, int Unchanged, int Failed, IReadOnlyList<RowProblem> Problems, bool IsBroken);
