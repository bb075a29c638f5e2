using System.Text.Json;
using System.Text.Json.Nodes;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.HubSpot;

/// <summary>What users of the CRM do on its pages: they correct a contact, move an order on, move or cancel a meeting.</summary>
sealed class HubSpotPeople(HubSpotStore store)
{
    /// <param name="values">Properties by name; an empty text clears one.</param>
    public IResult Change(string type, string id, JsonObject values)
    {
        lock (store.Gate)
        {
            if (!store.TryProperties(type, out var known) || store.Find(type, null, id) is not { } record) return Results.NotFound();
            if (values.Count == 0 || values.Any(p => p.Value?.GetValueKind() != JsonValueKind.String))
                return Results.BadRequest(new { Error = "name properties, each with a text" });
            var written = values.ToDictionary(p => p.Key, p => (string)p.Value!);
            if (Problem(type, record, written, known) is { } problem) return Results.BadRequest(new { Error = problem });
            store.Write(type, record, written);
            store.ChangedByHand++;
            return Results.Ok(new { record.Id, record.Properties });
        }
    }

    string? Problem(string type, HubSpotRecord record, Dictionary<string, string> written, Dictionary<string, HubSpotProperty> known)
    {
        foreach (var (name, value) in written)
        {
            if (!known.TryGetValue(name, out var property)) return $"no property {name}";
            if (!property.Fits(value)) return $"{name} cannot be that";
            if (property.Unique && value.Length > 0 && store.Find(type, name, value) is { } other && other.Id != record.Id)
                return $"another record has this {name}";
        }
        return type == "meetings" ? HubSpotMeeting.Problem(written, isNew: false) : null;
    }
}
