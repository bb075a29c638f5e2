using Hub.Core.Contacts;

namespace Hub.Api.Contacts;

/// <param name="Channel">Connector of the first contact.</param>
public sealed record ContactResponse(
    Guid Id, string? DisplayName, string? Phone, string? Email, string Channel, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt)
{
    public static ContactResponse Of(Contact row) =>
        new(row.Id, row.DisplayName, row.Phone, row.Email, row.Channel, row.FirstSeenAt, row.LastSeenAt);

    public override string ToString() => $"ContactResponse({Id})";
}
