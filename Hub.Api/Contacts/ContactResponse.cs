using System.Text.Json;
using Hub.Core.Contacts;

namespace Hub.Api.Contacts;

/// <param name="Channel">Connector of the first contact; <c>manual</c> for one that a person wrote down.</param>
/// <param name="Attributes">Custom attributes by key; see <c>/contact-attributes</c>.</param>
public sealed record ContactResponse(
    Guid Id, string? DisplayName, string? Phone, string? Email, string? Notes, string Channel,
    IReadOnlyDictionary<string, JsonElement> Attributes, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt)
{
    public static ContactResponse Of(Contact row) => new(
        row.Id, row.DisplayName, row.Phone, row.Email, row.Notes, row.Channel, AttributeBag.Read(row.Attributes), row.FirstSeenAt, row.LastSeenAt);

    public override string ToString() => $"ContactResponse({Id})";
}

/// <summary>Left out means: as it is. An empty text takes a value away.</summary>
/// <param name="Phone">Kept with its country code; without one it is of the workspace's country.</param>
/// <param name="Attributes">By key, in the attribute's type; null takes a value away. Those that are not named stay.</param>
public sealed record ContactRequest(
    string? DisplayName, string? Phone, string? Email, string? Notes, IReadOnlyDictionary<string, JsonElement>? Attributes)
{
    public override string ToString() => "ContactRequest";

    internal ContactDraft ToDraft() => new(DisplayName, Phone, Email, Notes, Attributes);
}
