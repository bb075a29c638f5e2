using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hub.Connectors.Crm.HubSpot;

internal sealed record UpsertBody(IReadOnlyList<UpsertInput> Inputs);

/// <param name="Id">The value of <paramref name="IdProperty"/>.</param>
/// <param name="ObjectWriteTraceId">Comes back with a row's error.</param>
/// <param name="Properties">Every value is a JSON string; a number is refused.</param>
internal sealed record UpsertInput(string Id, string IdProperty, string ObjectWriteTraceId, IReadOnlyDictionary<string, string> Properties);

internal sealed record UpdateBody(IReadOnlyList<UpdateInput> Inputs);

/// <param name="Id">HubSpot's id of the record.</param>
internal sealed record UpdateInput(string Id, string ObjectWriteTraceId, IReadOnlyDictionary<string, string> Properties);

/// <param name="After">What the last page called the next one; 0 for the first.</param>
internal sealed record SearchBody(
    IReadOnlyList<SearchGroup> FilterGroups, IReadOnlyList<SearchSort> Sorts, IReadOnlyList<string> Properties, int Limit, string After);

internal sealed record SearchGroup(IReadOnlyList<SearchFilter> Filters);

internal sealed record SearchFilter(string PropertyName, string Operator, string? Value = null);

internal sealed record SearchSort(string PropertyName, string Direction);

internal sealed record ReadBody(IReadOnlyList<string> Properties, IReadOnlyList<ObjectId> Inputs)
{
    public static ReadBody Of(IReadOnlyList<string> properties, IEnumerable<string> ids) => new(properties, [.. ids.Select(id => new ObjectId(id))]);
}

internal sealed record AssociateBody(IReadOnlyList<AssociateInput> Inputs);

internal sealed record AssociateInput(ObjectId From, ObjectId To);

internal sealed record ObjectId(string Id);

internal sealed record NewProperty(string Name, string Label, string GroupName, string Type, string FieldType, bool HasUniqueValue);

/// <summary>Answer of a batch, 200 or 207.</summary>
internal sealed record BatchResponse(IReadOnlyList<BatchRow?>? Results, IReadOnlyList<HubSpotError?>? Errors);

/// <param name="Id">With an upsert, a read and a search.</param>
/// <param name="From">With an association.</param>
internal sealed record BatchRow(
    JsonElement Id, IReadOnlyDictionary<string, JsonElement>? Properties, string? ObjectWriteTraceId, BatchEnd? From, BatchEnd? To);

internal sealed record BatchEnd(JsonElement Id);

internal sealed record SearchResponse(IReadOnlyList<BatchRow?>? Results, SearchPaging? Paging);

internal sealed record SearchPaging(SearchNext? Next);

internal sealed record SearchNext(string? After);

/// <summary>An error of a request or of a row. HubSpot says: treat every field as optional.</summary>
/// <param name="In">Of an inner error: the field or property that it is about.</param>
internal sealed record HubSpotError(
    string? Category,
    string? SubCategory,
    string? Code,
    string? Message,
    string? CorrelationId,
    string? PolicyName,
    IReadOnlyDictionary<string, JsonElement>? Context,
    IReadOnlyList<HubSpotError?>? Errors,
    string? In = null)
{
    /// <summary>Values of one entry of the context, whether it is a list or a single value.</summary>
    public IEnumerable<string> InContext(string name) =>
        Context?.TryGetValue(name, out var value) is not true
            ? []
            : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(item => item.AsText()).OfType<string>() : [value.AsText() ?? ""];

    /// <summary>Holds no message: HubSpot's may quote the value that it refuses.</summary>
    public override string ToString() => $"HubSpotError({Category})";
}

internal sealed record AccountDetails(JsonElement PortalId, string? UiDomain = null);

/// <summary>Answer of the token calls. Only the tokens are certain; scopes are read where they come along.</summary>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("refresh_token")] string? RefreshToken,
    [property: JsonPropertyName("expires_in")] JsonElement ExpiresIn,
    [property: JsonPropertyName("hub_id")] JsonElement HubId,
    JsonElement Scopes,
    JsonElement Scope)
{
    /// <returns>Null when the answer does not say.</returns>
    public IReadOnlyCollection<string>? Granted() => Scopes.ValueKind == JsonValueKind.Array
        ? [.. Scopes.EnumerateArray().Select(scope => scope.AsText()).OfType<string>()]
        : Scope.AsText()?.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Shows no token.</summary>
    public override string ToString() => "TokenAnswer";
}

internal sealed record PropertyDetails(string? GroupName, bool HasUniqueValue);

internal static class WireText
{
    /// <summary>A text or a number as text: ids come as both, and a number never goes through double.</summary>
    public static string? AsText(this JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair (\ud800) is no text
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UpsertBody))]
[JsonSerializable(typeof(UpdateBody))]
[JsonSerializable(typeof(AssociateBody))]
[JsonSerializable(typeof(SearchBody))]
[JsonSerializable(typeof(SearchResponse))]
[JsonSerializable(typeof(ReadBody))]
[JsonSerializable(typeof(NewProperty))]
[JsonSerializable(typeof(BatchResponse))]
[JsonSerializable(typeof(HubSpotError))]
[JsonSerializable(typeof(AccountDetails))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(PropertyDetails))]
[JsonSerializable(typeof(ContactProperties))]
[JsonSerializable(typeof(OrderProperties))]
[JsonSerializable(typeof(MeetingProperties))]
internal sealed partial class HubSpotJson : JsonSerializerContext;
