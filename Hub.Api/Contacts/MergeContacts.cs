using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Contacts;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Contacts;

/// <summary>Merges another contact into this one, or says what that would do (<c>preview</c>). Nothing is lost: see UnmergeContacts.</summary>
internal static class MergeContacts
{
    private static readonly Validator Rules = new();
    private static readonly LocalizedText Itself = new("A contact cannot be merged with itself.", "Không thể gộp khách hàng với chính nó.");

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/contacts/{id:guid}/merges", Handle).Needs(Permissions.ContactsWrite).WithName("MergeContacts");

    /// <param name="OtherId">Goes into the contact of the address, which keeps its own id and fields.</param>
    public sealed record Request(Guid? OtherId, bool? Preview);

    /// <param name="MergeId">For undoing it; null in a preview.</param>
    /// <param name="Identities">How many come over; so with conversations, orders and bookings.</param>
    public sealed record Response(
        bool Preview, Guid? MergeId, IReadOnlyList<Field> Fields, int Identities, int Conversations, int Orders, int Bookings,
        IReadOnlyList<Record> Records);

    /// <param name="Name">Such as <c>phone</c> or <c>attributes.size</c>.</param>
    /// <param name="Value">Afterwards; of an attribute in JSON.</param>
    /// <param name="IsFilled">It comes from the other contact, since this one has nothing.</param>
    /// <param name="Hidden">What the other contact says: no longer shown, and back after an unmerge.</param>
    public sealed record Field(string Name, string Value, bool IsFilled, string? Hidden);

    /// <summary>A record of the other contact at a CRM.</summary>
    /// <param name="Moves">It becomes this contact's; otherwise this contact has its own there, and the record is written to no more.</param>
    public sealed record Record(Guid ConnectionId, string RemoteId, bool Moves);

    private static async Task<Results<Ok<Response>, ApiProblem>> Handle(
        Guid id, Request request, ContactMerges merges, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var (caller, other) = (context.Caller(), request.OtherId!.Value);
        if (other == id)
            return new ApiProblem(ProblemTypes.Conflict, Itself);
        var counts = await store.Read(caller.WorkspaceId, async db =>
            await GetContact.Find(db, caller, id, cancellation) is null || await GetContact.Find(db, caller, other, cancellation) is null
                ? null : await Count(db, caller.WorkspaceId, other, cancellation));
        if (counts is null)
            return ApiProblem.NotFound;
        if (request.Preview is true)
            return await merges.Preview(caller.WorkspaceId, id, other, cancellation) is { } plan
                ? TypedResults.Ok(Read(plan, null, counts)) : ApiProblem.NotFound;
        return await merges.Merge(caller.WorkspaceId, id, other, caller.Actor, cancellation) is { } done
            ? TypedResults.Ok(Read(done.Plan, done.MergeId, counts)) : ApiProblem.NotFound;
    }

    private static async Task<Counts?> Count(HubDb db, Guid workspace, Guid contact, CancellationToken cancellation) => new(
        await db.ContactIdentities.CountAsync(row => row.WorkspaceId == workspace && row.ContactId == contact, cancellation),
        await db.Conversations.CountAsync(row => row.WorkspaceId == workspace && row.ContactId == contact, cancellation),
        await db.Orders.CountAsync(row => row.WorkspaceId == workspace && row.ContactId == contact, cancellation),
        await db.Bookings.CountAsync(row => row.WorkspaceId == workspace && row.ContactId == contact, cancellation));

    private static Response Read(MergePlan plan, Guid? mergeId, Counts counts) => new(
        mergeId is null, mergeId, [.. plan.Fields.Select(field => new Field(field.Name, field.Value, field.IsFilled, field.Hidden))],
        counts.Identities, counts.Conversations, counts.Orders, counts.Bookings,
        [.. plan.Records.Select(record => new Record(record.ConnectionId, record.RemoteId, record.Moves))]);

    private sealed record Counts(int Identities, int Conversations, int Orders, int Bookings);

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator() => RuleFor(request => request.OtherId).NotEmpty().Says(FieldTexts.Required);
    }
}
