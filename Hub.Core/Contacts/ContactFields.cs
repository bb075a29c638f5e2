namespace Hub.Core.Contacts;

/// <summary>What a contact says about itself, field by field, so that merges can treat all fields alike.</summary>
internal static class ContactFields
{
    public const string DisplayName = "displayName";
    public const string Phone = "phone";
    public const string Email = "email";
    public const string Notes = "notes";
    private const string AttributePrefix = "attributes.";
    private static readonly string[] Fixed = [DisplayName, Phone, Email, Notes];

    /// <summary>The fixed ones, and the attributes that one of them has.</summary>
    public static IEnumerable<string> Of(params IEnumerable<Contact> contacts) => Fixed.Concat(contacts
        .SelectMany(contact => AttributeBag.Read(contact.Attributes).Keys).Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal).Select(key => AttributePrefix + key));

    /// <returns>Of an attribute its value in JSON.</returns>
    public static string? Get(Contact contact, string field) => field switch
    {
        DisplayName => contact.DisplayName,
        Phone => contact.Phone,
        Email => contact.Email,
        Notes => contact.Notes,
        _ => AttributeBag.Read(contact.Attributes).TryGetValue(field[AttributePrefix.Length..], out var value) ? value.GetRawText() : null,
    };

    /// <summary>Of the fields that platforms tell, when the value was told.</summary>
    public static DateTimeOffset? SaidAt(Contact contact, string field) => field switch
    {
        DisplayName => contact.NamedAt,
        Phone => contact.PhoneAt,
        _ => null,
    };

    /// <param name="saidAt">See <see cref="SaidAt"/>.</param>
    public static void Set(Contact contact, string field, string? value, DateTimeOffset? saidAt)
    {
        switch (field)
        {
            case DisplayName:
                (contact.DisplayName, contact.NamedAt) = (value, saidAt);
                break;
            case Phone:
                (contact.Phone, contact.PhoneAt) = (value, saidAt);
                break;
            case Email:
                contact.Email = value;
                break;
            case Notes:
                contact.Notes = value;
                break;
            default:
                contact.Attributes = AttributeBag.With(contact.Attributes, field[AttributePrefix.Length..], value);
                break;
        }
    }
}
