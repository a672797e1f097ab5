namespace Axis.Core.Rules.Changes;

/// <summary>What a sender asks of a document that it sent (edXML §10). The values are stored.</summary>
public enum ChangeKind
{
    /// <summary>Lấy lại: status 13, for a document sent by mistake or damaged on the way (RCL-05).</summary>
    TakeBack = 0,

    /// <summary>Thu hồi: business kind 1; the receiver must cancel the document (RCL-02).</summary>
    Recall = 1,

    /// <summary>Cập nhật: business kind 2.</summary>
    Update = 2,

    /// <summary>Thay thế: business kind 3; asks nobody and needs no answer (RCL-10).</summary>
    Replacement = 3,
}
