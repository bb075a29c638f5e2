using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Conversations;

/// <summary>Takes the raw bytes of a file that is to be sent later.</summary>
internal static class UploadAttachment
{
    internal const int LargestFile = 16 << 20;
    private static readonly LocalizedText TypeNotKept = new(
        "Pictures, sounds, films, PDF and Office files are kept; what the bytes are decides, not the name.",
        "Chỉ nhận ảnh, âm thanh, video, PDF và tệp Office; xét theo nội dung tệp, không theo tên.");

    private static readonly LocalizedText Empty = new("The file is empty.", "Tệp rỗng.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/attachments", Handle)
        .Needs(Permissions.MessagesSend).WithName("UploadAttachment").Accepts<byte[]>("application/octet-stream", "*/*").TakesUpTo(LargestFile);

    private static async Task<Results<Created<AttachmentResponse>, ApiProblem>> Handle(
        string? fileName, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (fileName is { Length: > 200 })
            return ApiProblem.Invalid("fileName", FieldTexts.AtMost(200));
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellation);
        var bytes = body.ToArray();
        if (bytes.Length == 0)
            return new ApiProblem(ProblemTypes.Malformed, Empty);
        if (FileTypes.Detect(bytes) is not { } type)
            return new ApiProblem(ProblemTypes.WrongMediaType, TypeNotKept);
        var row = new Attachment
        {
            WorkspaceId = context.Caller().WorkspaceId,
            Id = store.Ids.Next(),
            State = AttachmentState.Stored,
            FileName = fileName is null ? null : SafeText.Clean(Path.GetFileName(fileName)),
            ContentType = type,
            Size = bytes.Length,
        };
        await store.Write(row.WorkspaceId, null, db =>
        {
            db.Attachments.Add(row);
            db.AttachmentBytes.Add(new AttachmentBytes { WorkspaceId = row.WorkspaceId, Id = row.Id, Bytes = bytes });
            return Task.CompletedTask;
        }, cancellation);
        return TypedResults.Created($"/api/v1/attachments/{row.Id}", AttachmentResponse.Of(row));
    }
}
