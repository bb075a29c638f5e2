using Hub.Sandbox.HubSpot;

namespace Hub.Sandbox.Questions;

/// <summary>What stands in the CRM, and what stands there twice.</summary>
sealed class CrmQuestion(HubSpotStore store)
{
    static readonly string[] Types = ["contacts", "orders", "meetings"];

    public object Counts()
    {
        lock (store.Gate)
            return new
            {
                Contacts = Count("contacts", withLinks: false, "phone"),
                Orders = Count("orders", withLinks: false, "hs_external_order_id"),
                Meetings = Count("meetings", withLinks: true, "hs_meeting_title", "hs_meeting_start_time"),
                store.Upserts,
                store.FailedRows,
                store.ChangedByHand,
            };
    }

    public object? Records(string type, int limit)
    {
        if (!Types.Contains(type)) return null;
        lock (store.Gate)
            return store.Of(type).Values.TakeLast(limit)
                .Select(r => new
                {
                    r.Id,
                    Key = Key(type, r),
                    r.Properties,
                    Associations = r.Associations.Order().ToArray(),
                    r.Writes,
                    r.Created
                }).ToArray();
    }

    public bool Delete(string type, string id)
    {
        lock (store.Gate)
        {
            if (!Types.Contains(type) || store.Find(type, null, id) is not { } record) return false;
            store.Delete(type, record);
            return true;
        }
    }

    /// <param name="withLinks">A class has many meetings of one title and time: those with one contact are the same.</param>
    object Count(string type, bool withLinks, params string[] sameIf)
    {
        var records = store.Of(type).Values;
        var told = records.Where(r => sameIf.All(p => !string.IsNullOrEmpty(r.Value(p)))).ToList();
        return new
        {
            Records = records.Count,
            DistinctKeys = records.Select(r => Key(type, r)).Distinct().Count(),
            Duplicates = told.Count - told.Select(r => string.Join('\n', sameIf.Select(r.Value).Concat(withLinks ? r.Associations.Order() : []))).Distinct().Count(),
        };
    }

    /// <summary>The value of the unique property that the hub made for itself, else the record id.</summary>
    string Key(string type, HubSpotRecord record)
    {
        store.TryProperties(type, out var properties);
        var own = properties!.Values.Where(p => p.Unique && p.Name != "email").Select(p => record.Value(p.Name))
            .FirstOrDefault(v => v is not null);
        return own ?? record.Value("email") ?? record.Value("hs_object_id")!;
    }
}
