using System.Globalization;
using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Secrecy;

/// <summary>Says that isolated documents wait for the security officer.</summary>
internal sealed class IsolationFindings(IStore store) : IFindingSource
{
    /// <inheritdoc/>
    public IReadOnlyList<Finding> Findings() => store.Read(static s => s.Isolations.CountOpen()) is var open and > 0
        ? [new Finding(
            "SECRET_ISOLATED",
            "error",
            string.Create(CultureInfo.InvariantCulture, $"{open} văn bản đang bị cách ly vì phát hiện nội dung bí mật nhà nước (SEC-03)."),
            "Cán bộ bảo mật xem 'axis secrecy isolations', rồi 'axis secrecy purge' để xóa hoặc 'axis secrecy give-back' nếu không phải bí mật.")]
        : [];
}
