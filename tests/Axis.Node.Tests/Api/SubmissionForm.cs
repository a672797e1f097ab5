using System.Net.Http.Headers;
using System.Net.Http.Json;
using Axis.Core.Contracts;

namespace Axis.Node.Tests.Api;

/// <summary>A submission as a client sends it.</summary>
internal static class SubmissionForm
{
    public static SubmitDocument Fields { get; } = new()
    {
        From = RunningApi.Commune.Value,
        To = ["H37.12"],
        NoStateSecret = true,
        TypeName = "Báo cáo",
        Notation = "BC-UBND",
        Subject = "Về việc phòng chống thiên tai",
        Signer = new SignerFields("Nguyễn Văn An", "Chủ tịch", "TM."),
    };

    public static MultipartFormDataContent Of(params (string Name, byte[] Bytes)[] files)
    {
        var form = Start(Fields);
        foreach (var (name, bytes) in files)
        {
            form.Add(new ByteArrayContent(bytes), "files", name);
        }

        return form;
    }

    public static MultipartFormDataContent Start(SubmitDocument fields) =>
        new() { { JsonContent.Create(fields, AxisJson.Web.SubmitDocument), "document" } };

    public static void AddStream(this MultipartFormDataContent form, Stream bytes, string name)
    {
        var part = new StreamContent(bytes, 128 * 1024);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(part, "files", name);
    }
}
