using System.Text.RegularExpressions;
using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Conversations;

/// <summary>A workspace's labels.</summary>
internal static partial class ManageLabels
{
    private static readonly LocalizedText Taken = new(
        $"Another label has this name, or there are {Labels.Most} already.", $"Tên này đã được dùng, hoặc đã có đủ {Labels.Most} nhãn.");

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/labels", List).Needs(Permissions.ConversationsRead).WithName("ListLabels");
        api.MapPost("/labels", Create).Needs(Permissions.LabelsManage).WithName("CreateLabel");
        api.MapPatch("/labels/{id:guid}", Change).Needs(Permissions.LabelsManage).WithName("ChangeLabel");
        api.MapDelete("/labels/{id:guid}", Delete).Needs(Permissions.LabelsManage).WithName("DeleteLabel");
    }

    /// <param name="Color"><c>#rrggbb</c></param>
    public sealed record LabelRequest(string? Name, string? Color);

    public sealed record LabelResponse(Guid Id, string Name, string Color)
    {
        public static LabelResponse Of(Label row) => new(row.Id, row.Name, row.Color);
    }

    private static async Task<Ok<Page<LabelResponse>>> List(Labels labels, HttpContext context, CancellationToken cancellation) =>
        TypedResults.Ok(new Page<LabelResponse>(
            (await labels.All(context.Caller().WorkspaceId, cancellation)).ConvertAll(LabelResponse.Of), null));

    private static async Task<Results<Created<LabelResponse>, ApiProblem>> Create(
        LabelRequest request, Labels labels, HttpContext context, CancellationToken cancellation)
    {
        if (new Validator(isNew: true).Check(request) is { } problem)
            return problem;
        var row = await labels.Create(context.Caller(), SafeText.Clean(request.Name!.Trim()), request.Color!.ToLowerInvariant(), cancellation);
        return row is null ? new ApiProblem(ProblemTypes.NameTaken, Taken) : TypedResults.Created($"/api/v1/labels/{row.Id}", LabelResponse.Of(row));
    }

    private static async Task<Results<Ok<LabelResponse>, ApiProblem>> Change(
        Guid id, LabelRequest request, Labels labels, HttpContext context, CancellationToken cancellation)
    {
        if (new Validator(isNew: false).Check(request) is { } problem)
            return problem;
        var name = request.Name is null ? null : SafeText.Clean(request.Name.Trim());
        return await labels.Change(context.Caller(), id, name, request.Color?.ToLowerInvariant(), cancellation) switch
        {
            LabelAnswer.Done done => TypedResults.Ok(LabelResponse.Of(done.Label)),
            LabelAnswer.NameTaken => new ApiProblem(ProblemTypes.NameTaken),
            _ => ApiProblem.NotFound,
        };
    }

    private static async Task<Results<NoContent, ApiProblem>> Delete(
        Guid id, Labels labels, HttpContext context, CancellationToken cancellation) =>
        await labels.Delete(context.Caller(), id, cancellation) ? TypedResults.NoContent() : ApiProblem.NotFound;

    [GeneratedRegex("^#[0-9a-fA-F]{6}$", RegexOptions.None, 1000)]
    private static partial Regex Rgb { get; }

    private sealed class Validator : AbstractValidator<LabelRequest>
    {
        private static readonly LocalizedText WrongColor = new("Enter a colour such as #1a73e8.", "Nhập mã màu, ví dụ #1a73e8.");

        public Validator(bool isNew)
        {
            RuleFor(request => request.Name).Must(name => name is null ? !isNew : !string.IsNullOrWhiteSpace(name)).Says(FieldTexts.Required)
                .MaximumLength(50).Says(FieldTexts.AtMost(50));
            RuleFor(request => request.Color).Must(color => color is null ? !isNew : Rgb.IsMatch(color)).Says(WrongColor);
        }
    }
}
