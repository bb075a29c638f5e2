using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Conversations;

/// <summary>Private notes: the contact never sees them.</summary>
internal static class WriteNote
{
    private const string Path = "/conversations/{id:guid}/notes";
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, List).Needs(Permissions.ConversationsRead).WithName("ListNotes");
        api.MapPost(Path, Write).Needs(Permissions.ConversationsWrite).WithName("WriteNote");
    }

    /// <param name="Mentions">Ids of members, who are told of it.</param>
    public sealed record NoteRequest(string? Text, IReadOnlyList<Guid>? Mentions)
    {
        public override string ToString() => "NoteRequest";
    }

    private static async Task<Results<Ok<Page<NoteResponse>>, ApiProblem>> List(
        Guid id, [AsParameters] PageQuery page, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var caller = context.Caller();
        if (!await store.Sees(caller, id, cancellation))
            return ApiProblem.NotFound;
        var rows = await store.Read(caller.WorkspaceId, db => db.Notes
            .Where(row => row.WorkspaceId == caller.WorkspaceId && row.ConversationId == id)
            .Where(row => after == null || row.At < after.Value.At || (row.At == after.Value.At && row.Id.CompareTo(after.Value.Id) < 0))
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation));
        return TypedResults.Ok(Pages.Of(rows, page.Size, row => new Cursor(row.At, row.Id), NoteResponse.Of));
    }

    private static async Task<Results<Created<NoteResponse>, ApiProblem>> Write(
        Guid id, NoteRequest request, Notes notes, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var note = await notes.Add(context.Caller(), id, SafeText.Clean(request.Text!), [.. request.Mentions ?? []], cancellation);
        return note is null
            ? ApiProblem.NotFound
            : TypedResults.Created($"/api/v1/conversations/{id}/notes", NoteResponse.Of(note));
    }

    private sealed class Validator : AbstractValidator<NoteRequest>
    {
        public Validator()
        {
            RuleFor(request => request.Text).Must(text => !string.IsNullOrWhiteSpace(text)).Says(FieldTexts.Required)
                .MaximumLength(5000).Says(FieldTexts.AtMost(5000));
            RuleFor(request => request.Mentions).Must(mentions => mentions is not { Count: > 50 }).Says(FieldTexts.Wrong);
        }
    }
}
