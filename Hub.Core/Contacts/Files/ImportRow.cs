using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Csv;

namespace Hub.Core.Contacts.Files;

/// <summary>One row of a file, checked. Empty cells leave a contact as it is.</summary>
internal sealed record ImportRow(int Line, Guid? Id, ContactForm Form)
{
    /// <returns>Null when something is wrong; then it has been said.</returns>
    public static ImportRow? Read(
        int line, IReadOnlyList<string> cells, ImportColumns columns, string country, IReadOnlyList<ContactAttribute> attributes,
        List<RowProblem> problems)
    {
        var before = problems.Count;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var custom = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (column, index) in columns.All.Select((column, index) => (column, index)))
        {
            var text = index < cells.Count ? CsvText.Plain(cells[index].Trim()) : "";
            if (column.Field is null || text.Length == 0)
                continue;
            if (column.Attribute is not { } attribute)
                values[column.Field] = text;
            else if (AttributeValues.Parse(attribute, text) is { Json: { } json })
                custom[attribute.Key] = JsonSerializer.Deserialize<JsonElement>(json);
            else
                problems.Add(new RowProblem(line, column.Heading, AttributeValues.Parse(attribute, text).Problem!));
        }

        Guid id = default;
        if (values.TryGetValue(ImportColumns.Id, out var written) && !Guid.TryParse(written, out id))
            problems.Add(new RowProblem(line, ImportColumns.Id, ImportTexts.NoSuchContact));
        var form = ContactForm.Fill(
            new ContactDraft(
                values.GetValueOrDefault(ContactFields.DisplayName), values.GetValueOrDefault(ContactFields.Phone),
                values.GetValueOrDefault(ContactFields.Email), values.GetValueOrDefault(ContactFields.Notes), custom),
            country, attributes);
        problems.AddRange(form.Problems.Select(problem => new RowProblem(line, problem.Field, Spoilt(problem, values) ?? problem.Message)));
        if (problems.Count == before && id == Guid.Empty && form is { Phone: null, Email: null })
            problems.Add(new RowProblem(line, ContactFields.Phone, ImportTexts.NoKey));
        return problems.Count > before ? null : new ImportRow(line, id == Guid.Empty ? null : id, form);
    }

    private static LocalizedText? Spoilt(SettingProblem problem, Dictionary<string, string> values) =>
        problem.Field == ContactFields.Phone && values[ContactFields.Phone].Contains("E+", StringComparison.OrdinalIgnoreCase)
            ? ImportTexts.SpoiltNumber
            : null;
}
