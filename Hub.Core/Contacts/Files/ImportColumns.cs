using Hub.Core.Csv;
using Hub.Core.Text;

namespace Hub.Core.Contacts.Files;

/// <summary>What the columns of a file mean, by their headings in either language, or by key or label of a custom attribute.</summary>
internal sealed class ImportColumns
{
    public const string Id = "id";
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["id"] = Id,
        ["displayname"] = ContactFields.DisplayName,
        ["display name"] = ContactFields.DisplayName,
        ["name"] = ContactFields.DisplayName,
        ["full name"] = ContactFields.DisplayName,
        ["ten"] = ContactFields.DisplayName,
        ["ho ten"] = ContactFields.DisplayName,
        ["ho va ten"] = ContactFields.DisplayName,
        ["khach hang"] = ContactFields.DisplayName,
        ["ten khach hang"] = ContactFields.DisplayName,
        ["phone"] = ContactFields.Phone,
        ["phone number"] = ContactFields.Phone,
        ["mobile"] = ContactFields.Phone,
        ["so dien thoai"] = ContactFields.Phone,
        ["dien thoai"] = ContactFields.Phone,
        ["sdt"] = ContactFields.Phone,
        ["email"] = ContactFields.Email,
        ["e-mail"] = ContactFields.Email,
        ["notes"] = ContactFields.Notes,
        ["note"] = ContactFields.Notes,
        ["ghi chu"] = ContactFields.Notes,
    };

    // Written by the export and made by the hub: nothing to take in.
    private static readonly string[] OwnColumns = ["channel", "firstseenat", "lastseenat"];
    private readonly List<Column> _columns = [];

    private ImportColumns()
    {
    }

    public IReadOnlyList<Column> All => _columns;

    public bool HasKey => _columns.Exists(column => column.Field is Id or ContactFields.Phone or ContactFields.Email);

    public static ImportColumns Read(IReadOnlyList<string> header, IReadOnlyList<ContactAttribute> attributes, List<RowProblem> problems)
    {
        var columns = new ImportColumns();
        foreach (var heading in header)
            columns.Add(heading.Trim(), attributes, problems);
        return columns;
    }

    private void Add(string heading, IReadOnlyList<ContactAttribute> attributes, List<RowProblem> problems)
    {
        var folded = TextFold.Fold(heading);
        var attribute = attributes.FirstOrDefault(row => row.Key.Equals(heading, StringComparison.OrdinalIgnoreCase))
            ?? attributes.FirstOrDefault(row => TextFold.Fold(row.Label) == folded);
        var field = attribute?.Key ?? Known.GetValueOrDefault(folded);
        if (field is null && heading.Length > 0 && !OwnColumns.Contains(folded))
            problems.Add(new RowProblem(1, Shown(heading), CsvTexts.UnknownColumn));
        else if (field is not null && _columns.Exists(column => column.Field == field))
            problems.Add(new RowProblem(1, Shown(heading), CsvTexts.SameColumn));
        else if (field is not null)
        {
            _columns.Add(new Column(heading, field, attribute));
            return;
        }

        _columns.Add(new Column(heading, null, null));
    }

    private static string Shown(string heading) => heading.Length > 100 ? heading[..100] : heading;

    /// <param name="Field">Null for a column that is left out.</param>
    internal sealed record Column(string Heading, string? Field, ContactAttribute? Attribute);
}
