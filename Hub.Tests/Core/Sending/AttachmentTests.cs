using Hub.Connectors.Abstractions;
using Hub.Core.Conversations;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hub.Tests.Core.Sending;

[TestFixtureSource(typeof(TestDatabases), nameof(TestDatabases.Kinds))]
public sealed class AttachmentTests(StorageKind kind)
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3];

    [Test]
    public async Task A_picture_is_brought_in_and_told_by_its_bytes()
    {
        await using var lab = await Lab.Create(kind);
        lab.Connector.OnFetch = _ => Png;
        await Picture(lab);

        await lab.Run(DeliveryKind.FetchAttachment);

        var attachment = (await lab.Read(db => db.Attachments.ToListAsync())).Single();
        var bytes = (await lab.Read(db => db.AttachmentBytes.ToListAsync())).Single();
        Assert.That((attachment.State, attachment.ContentType, attachment.Size), Is.EqualTo((AttachmentState.Stored, "image/png", 7L)));
        Assert.That(bytes.Bytes, Is.EqualTo(Png));
    }

    [TestCase("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [TestCase("<!doctype html><script>alert(1)</script>")]
    public async Task What_a_browser_might_run_is_not_kept_whatever_it_calls_itself(string content)
    {
        await using var lab = await Lab.Create(kind);
        lab.Connector.OnFetch = _ => System.Text.Encoding.UTF8.GetBytes(content);
        await Picture(lab);

        await lab.Run(DeliveryKind.FetchAttachment);

        var attachment = (await lab.Read(db => db.Attachments.ToListAsync())).Single();
        Assert.That((attachment.State, attachment.ReasonCode), Is.EqualTo((AttachmentState.Refused, "type_not_kept")));
        Assert.That(await lab.Read(db => db.AttachmentBytes.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task A_poll_applies_its_page_together_with_the_cursor()
    {
        await using var lab = await Lab.Create(kind);
        var cursors = new List<string?>();
        lab.Connector.OnPoll = cursor =>
        {
            cursors.Add(cursor);
            var item = SendingTests.Inbound(0, $"polled-{cursors.Count}", lab.Clock.GetUtcNow());
            return new PollPage<ChannelEvent>(LabConnector.Ok, [item], $"c{cursors.Count}", More: cursors.Count < 3);
        };
        await lab.Apply(new PollRequestedEvent { EventKey = "ping", OccurredAt = lab.Clock.GetUtcNow() });

        await lab.Run(DeliveryKind.Poll);

        Assert.That(cursors, Is.EqualTo(new[] { null, "c1", "c2" }).AsCollection);
        Assert.That(await lab.Read(db => db.Messages.CountAsync()), Is.EqualTo(3));
    }

    [Test]
    public async Task A_picture_goes_with_the_message_that_its_author_took_back([Values] bool isFetched)
    {
        await using var lab = await Lab.Create(kind);
        lab.Connector.OnFetch = _ => Png;
        await Picture(lab);
        if (isFetched)
            await lab.Run(DeliveryKind.FetchAttachment);

        await lab.Apply(new DeletionEvent { EventKey = "gone", OccurredAt = lab.Clock.GetUtcNow(), MessageKey = "m1" });
        await lab.Run(DeliveryKind.FetchAttachment);

        Assert.That(await lab.Read(db => db.Attachments.CountAsync()), Is.Zero);
        Assert.That(await lab.Read(db => db.AttachmentBytes.CountAsync()), Is.Zero);
        Assert.That(await lab.Read(db => db.Deliveries.CountAsync(
            row => row.Kind == DeliveryKind.FetchAttachment && (row.State == DeliveryState.Dead || row.State == DeliveryState.Owed))), Is.Zero);
    }

    [Test]
    public async Task A_picture_of_a_message_that_was_taken_back_before_it_came_is_not_kept()
    {
        await using var lab = await Lab.Create(kind);
        await lab.Apply(new DeletionEvent { EventKey = "gone", OccurredAt = lab.Clock.GetUtcNow(), MessageKey = "m1" });

        await Picture(lab);

        Assert.That(await lab.Read(db => db.Attachments.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task An_upload_that_no_message_uses_within_a_day_is_thrown_away()
    {
        await using var lab = await Lab.Create(kind);
        var removal = new AttachmentRemoval(lab.Store);
        var old = await Upload(lab);
        lab.Clock.Advance(AttachmentRemoval.Unused + TimeSpan.FromMinutes(1));
        var fresh = await Upload(lab);

        await removal.Sweep(CancellationToken.None);

        Assert.That(await lab.Read(db => db.Attachments.Select(row => row.Id).ToListAsync()), Is.EqualTo(new[] { fresh }).AsCollection, $"{old}");
        Assert.That(await lab.Read(db => db.AttachmentBytes.Select(row => row.Id).ToListAsync()), Is.EqualTo(new[] { fresh }).AsCollection);
    }

    private static async Task<Guid> Upload(Lab lab)
    {
        var id = lab.Store.Ids.Next();
        await lab.Store.Write(lab.Workspace, null, db =>
        {
            db.Attachments.Add(new Attachment { WorkspaceId = lab.Workspace, Id = id, State = AttachmentState.Stored, ContentType = "image/png" });
            db.AttachmentBytes.Add(new AttachmentBytes { WorkspaceId = lab.Workspace, Id = id, Bytes = Png });
            return Task.CompletedTask;
        }, CancellationToken.None);
        return id;
    }

    private static Task Picture(Lab lab) => lab.Apply(SendingTests.Inbound(0, "m1", lab.Clock.GetUtcNow()) with
    {
        Content = new MessageContent { Kind = MessageKind.Image, Media = [new MediaRef("media-1", ContentType: "image/png")] },
    });
}
