using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Crm.HubSpot;

/// <summary>
/// Writes a batch: look at what the hub knows already, upsert what nobody has changed there since, adopt what was there without a key, then link
/// what was written with its contact.
/// </summary>
internal sealed class HubSpotSync(HubSpotClient client)
{
    /// <returns>Null when every row has its outcome in the batch, else why the whole of it failed.</returns>
    public async Task<Outcome?> Write(HubSpotBatch batch, CancellationToken cancellation)
    {
        if (await Meet(batch, cancellation) is { } unseen)
            return unseen;
        if (batch.Body() is not { } body)
            return null;
        var answer = await client.Upsert(batch.Type, body, cancellation);
        if (answer.Failure is { } failure)
            return failure;
        batch.Settle(answer.Value!);
        await Adopt(batch, cancellation);
        await Link(batch, cancellation);
        return null;
    }

    // HubSpot has no write on condition: what is changed between this look and the upsert is written over. An account that may not read is
    // written to all the same.
    private async Task<Outcome?> Meet(HubSpotBatch batch, CancellationToken cancellation)
    {
        var known = batch.Rows.Select(row => row.RemoteId).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (known.Count == 0)
            return null;
        var answer = await client.Read(batch.Type, ReadBody.Of(batch.Type.Told(), known), cancellation);
        if (answer.Failure is { } failure)
            return failure is Outcome.Misconfigured or Outcome.Rejected ? null : failure;
        batch.Meet(answer.Value!);
        return null;
    }

    // A person was in HubSpot before the hub came: the first upsert met the e-mail address and the host linked the two.
    private async Task Adopt(HubSpotBatch batch, CancellationToken cancellation)
    {
        var rows = batch.Adoptable();
        if (rows.Count == 0)
            return;
        var answer = await client.Update(batch.Type, batch.Adoption(rows), cancellation);
        if (answer.Value is { } value)
            batch.SettleAdoption(rows, value);
        else if (answer.Failure is not (Outcome.Rejected or Outcome.Misconfigured))
            foreach (var row in rows)
                batch.Replace(row, answer.Failure!);
    }

    private async Task Link(HubSpotBatch batch, CancellationToken cancellation)
    {
        var links = Enumerable.Range(0, batch.Rows.Count)
            .Where(i => batch.Rows[i].ContactId is { Length: > 0 } && batch.OutcomeAt(i) is Outcome.Accepted { RemoteId: not null })
            .Select(i => (Index: i, From: ((Outcome.Accepted)batch.OutcomeAt(i)).RemoteId!, To: batch.Rows[i].ContactId!))
            .ToList();
        if (links.Count == 0)
            return;
        var body = new AssociateBody([.. links.Select(link => new AssociateInput(new ObjectId(link.From), new ObjectId(link.To)))]);
        var answer = await client.Associate(batch.Type, body, cancellation);
        foreach (var link in links)
            if (Unlinked(answer, link.From, link.To) is { } outcome)
                batch.Replace(link.Index, outcome);
    }

    // The record is written, the link is not: the row goes out again as a whole, which the upsert turns into an update.
    private static Outcome? Unlinked(HubSpotAnswer<BatchResponse> answer, string from, string to)
    {
        if (answer.Failure is Outcome.Throttled or Outcome.AuthExpired or Outcome.AuthRevoked or Outcome.Misconfigured)
            return answer.Failure;
        if (answer.Failure is { } failure)
            return new Outcome.Transient(new Reason("hubspot/not-linked", failure.Because?.Code));
        var value = answer.Value!;
        var linked = value.Errors is not { Count: > 0 } || (value.Results ?? []).Any(row => Joins(row, from, to));
        return linked ? null : new Outcome.Transient(new Reason("hubspot/not-linked", value.Errors![0]?.Category));
    }

    private static bool Joins(BatchRow? row, string from, string to)
    {
        var ends = (row?.From?.Id.AsText(), row?.To?.Id.AsText());
        return ends == (from, to) || ends == (to, from);
    }
}
