using System.Globalization;

namespace Hub.Benchmarks.Support;

/// <summary>Prints each figure as it comes, and keeps it for the file.</summary>
sealed class Figures(string suite)
{
    readonly List<BenchmarkRow> _rows = [];

    public IReadOnlyList<BenchmarkRow> Rows => _rows;

    public double Add(string subject, string @case, double value, string unit)
    {
        var row = new BenchmarkRow(suite, subject, @case, Math.Round(value, 2), unit);
        _rows.Add(row);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{suite,-11}{subject,-26}{@case,-62}{row.Value,12:N2} {unit,-8} load {row.Load:N1}"));
        return value;
    }
}
