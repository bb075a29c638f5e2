using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Core.Text;

namespace Hub.Core.Contacts;

/// <summary>What a person enters of a contact. Null means: as it is; an empty text, or null among the attributes, takes a value away.</summary>
public sealed record ContactDraft(
    string? DisplayName, string? Phone, string? Email, string? Notes, IReadOnlyDictionary<string, JsonElement>? Attributes)
{
    public override string ToString() => "ContactDraft";
}

/// <summary>Checks a draft, and writes it into a contact in the hub's own forms.</summary>
internal sealed class ContactForm
{
    public const int LongestName = 200;
    public const int LongestNotes = 5000;
    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);
    private readonly List<SettingProblem> _problems = [];

    private ContactForm()
    {
    }

    public IReadOnlyList<SettingProblem> Problems => _problems;

    public string? Phone => _values.GetValueOrDefault(ContactFields.Phone);

    public string? Email => _values.GetValueOrDefault(ContactFields.Email);

    public static ContactForm Fill(ContactDraft draft, string country, IReadOnlyCollection<ContactAttribute> attributes)
    {
        var form = new ContactForm();
        form.Text(ContactFields.DisplayName, draft.DisplayName, LongestName);
        form.Text(ContactFields.Notes, draft.Notes, LongestNotes);
        form.Normal(ContactFields.Phone, draft.Phone, text => PhoneNumber.Normalize(text, country), ContactTexts.NotAPhone);
        form.Normal(ContactFields.Email, draft.Email, EmailAddress.Normalize, ContactTexts.NotAnEmail);
        foreach (var (key, value) in draft.Attributes ?? new Dictionary<string, JsonElement>())
            form.Attribute(key, value, attributes);
        return form;
    }

    /// <returns>Whether anything changed.</returns>
    public bool Write(Contact contact)
    {
        var changed = false;
        foreach (var (field, value) in _values)
        {
            if (ContactFields.Get(contact, field) == value)
                continue;
            changed = true;
            ContactFields.Set(contact, field, value, value is null ? null : Contact.ByHand);
        }

        return changed;
    }

    private void Text(string field, string? text, int longest)
    {
        if (text is null)
            return;
        if (text.Length > longest)
            _problems.Add(new SettingProblem(field, ContactTexts.TooLong(longest)));
        else
            _values[field] = SafeText.Clean(text).Trim() is { Length: > 0 } clean ? clean : null;
    }

    private void Normal(string field, string? text, Func<string, string?> normalize, LocalizedText problem)
    {
        if (text is null)
            return;
        var isEmpty = string.IsNullOrWhiteSpace(text);
        var value = isEmpty ? null : normalize(text);
        if (value is null && !isEmpty)
            _problems.Add(new SettingProblem(field, problem));
        else
            _values[field] = value;
    }

    private void Attribute(string key, JsonElement value, IReadOnlyCollection<ContactAttribute> attributes)
    {
        var field = $"attributes.{key}";
        if (attributes.FirstOrDefault(row => row.Key == key) is not { } attribute)
        {
            _problems.Add(new SettingProblem(field.Length > 100 ? field[..100] : field, ContactTexts.NoSuchAttribute));
            return;
        }

        var (json, problem) = value.ValueKind == JsonValueKind.Null ? (null, null) : AttributeValues.Check(attribute, value);
        if (problem is not null)
            _problems.Add(new SettingProblem(field, problem));
        else
            _values[field] = json;
    }
}
